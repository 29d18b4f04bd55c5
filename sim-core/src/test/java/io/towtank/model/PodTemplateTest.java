package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PodTemplateTest {
  private static PodTemplate web(String image) {
    Container container =
        new Container(
            "web", image, ResourceList.of(500, 1 << 20), ResourceList.EMPTY, List.of(), false);
    return new PodTemplate(
        Labels.of("app", "web"),
        PodSpec.builder().containers(List.of(container)).build(),
        PodBehavior.DEFAULT);
  }

  @Test
  void sameContentIsTheSameTemplate() {
    assertThat(web("web:1")).isEqualTo(web("web:1"));
    assertThat(web("web:1").hash()).isEqualTo("fhdn5snznr");
  }

  @Test
  void everyPartOfTheContentCounts() {
    PodTemplate template = web("web:1");
    PodSpec spec = template.spec();

    assertThat(
            List.of(
                web("web:2"),
                template.withLabel("track", "canary"),
                new PodTemplate(
                    template.labels(),
                    spec.toBuilder().restartPolicy(RestartPolicy.NEVER).build(),
                    PodBehavior.DEFAULT),
                new PodTemplate(template.labels(), spec, PodBehavior.DEFAULT.withDurationNanos(5))))
        .doesNotContain(template)
        .extracting(PodTemplate::hash)
        .doesNotHaveDuplicates()
        .doesNotContain(template.hash());
  }

  @Test
  void podHasWhatTheTemplateSays() {
    PodTemplate template = web("web:1");
    Pod pod = template.pod("shop", "web-1", new OwnerReference("ReplicaSet", "web", 7)).build();

    assertThat(pod.key()).isEqualTo("shop/web-1");
    assertThat(pod.labels()).isEqualTo(template.labels());
    assertThat(pod.spec()).isSameAs(template.spec());
    assertThat(pod.owner()).isEqualTo(new OwnerReference("ReplicaSet", "web", 7));
  }
}
