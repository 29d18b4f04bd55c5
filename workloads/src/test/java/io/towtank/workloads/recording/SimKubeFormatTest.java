package io.towtank.workloads.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

final class SimKubeFormatTest {
  private static final String TEMPLATE =
      """
      {"metadata": {"labels": {"app": "web"}}, "spec": {"priorityClassName": "gold", "containers":
        [{"name": "c", "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}}}]}}""";
  private static final String SCALING =
      """
      {"version": 2, "config": {"trackedObjects": {"apps/v1.Deployment": {}}}, "events": [
        {"ts": 1000, "applied_objs": [
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"},
           "spec": {"replicas": 1, "template": @}},
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"}}]},
        {"ts": 1010, "applied_objs": [
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"},
           "spec": {"replicas": 3, "template": @}}]},
        {"ts": 1030, "applied_objs": [
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"},
           "spec": {"replicas": 2, "template": @}}]},
        {"ts": 1060, "deleted_objs": [
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"}},
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "no", "namespace": "shop"}}]}],
       "index": {}, "pod_lifecycles": {}}
      """
          .replace("@", TEMPLATE);

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void anOwnerHasAsManyPodsAsItSays() {
    Path file = Traces.write(directory, "trace.json", SCALING);

    List<PodArrival> pods = read(file);

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s shop.web-0 {cpu=500, memory=1073741824} 60 s {app=web, namespace=shop}",
            "10 s shop.web-1 {cpu=500, memory=1073741824} 50 s {app=web, namespace=shop}",
            "10 s shop.web-2 {cpu=500, memory=1073741824} 20 s {app=web, namespace=shop}");
    assertThat(pods).extracting(pod -> pod.pod().namespace()).containsOnly("default");
    assertThat(pods).extracting(pod -> Traces.owner(pod).kind()).containsOnly("Deployment");
    assertThat(accounts.rowsDropped())
        .containsOnly(entry(SimKubeTrace.NO_TEMPLATE, 1L), entry(SimKubeTrace.NOT_THERE, 1L));
    assertThat(accounts.rowsUsed()).isEqualTo(4);
    assertThat(accounts.rowsRepaired()).containsEntry(TemplateObjects.PRIORITY_CLASS, 1L);
  }

  @Test
  void aNewTemplateReplacesThePods() {
    Path file =
        Traces.write(directory, "trace.json", SCALING.replaceFirst("(?s)(1030.*?)500m", "$1250m"));

    assertThat(read(file))
        .extracting(Traces::shown)
        .containsExactly(
            "0 s shop.web-0 {cpu=500, memory=1073741824} 30 s {app=web, namespace=shop}",
            "10 s shop.web-1 {cpu=500, memory=1073741824} 20 s {app=web, namespace=shop}",
            "10 s shop.web-2 {cpu=500, memory=1073741824} 20 s {app=web, namespace=shop}",
            "30 s shop.web-3 {cpu=250, memory=1073741824} 30 s {app=web, namespace=shop}",
            "30 s shop.web-4 {cpu=250, memory=1073741824} 30 s {app=web, namespace=shop}");
  }

  @Test
  void recordedLivesAreThePods() throws IOException {
    Path file = Traces.write(directory, "trace.sktrace", cronJob());

    assertThat(read(file, "censored", "drop"))
        .extracting(Traces::shown)
        .containsExactly("5 s hello-0 {cpu=100} 20 s {}");
    assertThat(accounts.rowsDropped()).containsExactly(entry(SimKubeTrace.NEVER_RAN, 1L));
    assertThat(accounts.podsMade()).isEqualTo(2);
    assertThat(accounts.podsLeftOut()).containsOnlyKeys("no end in the trace");
  }

  @Test
  void whatCanNotBeReadIsSaid() throws IOException {
    Path old = Traces.write(directory, "old.json", "{\"version\": 1}");
    Path huge =
        Traces.write(directory, "huge.sktrace", new byte[] {(byte) 0xDD, 0x7F, -1, -1, -1, 1});
    Path list = Traces.write(directory, "list.sktrace", new byte[] {(byte) 0x91, 1});

    assertThatThrownBy(() -> read(old))
        .isInstanceOf(InputException.class)
        .hasMessage(old + ": version: found '1', expected a whole number from 2 to 2");
    assertThatThrownBy(() -> read(huge))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(huge + ": no valid MessagePack");
    assertThatThrownBy(() -> read(list))
        .isInstanceOf(InputException.class)
        .hasMessage(list + ": no SimKube trace: found no mapping at its top");
  }

  private List<PodArrival> read(Path file, String... options) {
    return Traces.pods("simkube", file, Traces.options(ReplayMode.TIMED, options), accounts);
  }

  /** A cron job whose pods ran from 1005 to 1025, from 1030 on, and not at all. */
  private static byte[] cronJob() throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(4);
      packer.packString("version").packInt(2);
      packer.packString("config").packMapHeader(0);
      packer.packString("events").packArrayHeader(1).packMapHeader(2);
      packer.packString("ts").packInt(1000);
      packer.packString("applied_objs").packArrayHeader(1).packMapHeader(4);
      packer.packString("apiVersion").packString("batch/v1");
      packer.packString("kind").packString("CronJob");
      packer.packString("metadata").packMapHeader(1).packString("name").packString("hello");
      packer.packString("spec").packMapHeader(1).packString("jobTemplate").packMapHeader(1);
      packer.packString("spec").packMapHeader(1).packString("template").packMapHeader(1);
      packer.packString("spec").packMapHeader(1).packString("containers").packArrayHeader(1);
      packer.packMapHeader(2).packString("name").packString("c");
      packer.packString("resources").packMapHeader(1).packString("requests").packMapHeader(1);
      packer.packString("cpu").packString("100m");
      packer.packString("pod_lifecycles").packMapHeader(1);
      packer.packArrayHeader(2).packString("batch/v1.CronJob").packString("default/hello");
      packer.packMapHeader(1).packLong(123).packArrayHeader(3);
      packer.packMapHeader(1).packString("Finished").packArrayHeader(2).packInt(1005).packInt(1025);
      packer.packMapHeader(1).packString("Running").packInt(1030);
      packer.packString("Empty");
      return packer.toByteArray();
    }
  }
}
