package io.towtank.scenarios.conformance;

import io.towtank.kernel.SimulationException;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs recorded cases again. */
public final class CaseRunner {
  private static final int DIFFERENCES_MAX = 200;
  private static final int WARNINGS_MAX = 20;
  private static final List<String> LINE_FIELDS = List.of("case", "expected");
  private static final List<String> CASE_FIELDS =
      List.of("name", "family", "config", "options", "objects", "pending");

  private static final List<String> TIMELINE_FIELDS =
      List.of(
          "name",
          "family",
          "config",
          "featureGates",
          "cycleDuration",
          "bindLatency",
          "terminationGrace",
          "until",
          "objects",
          "events",
          "podDurations");

  private final @Nullable String family;
  private final @Nullable String name;
  private final EngineKind engine;

  /**
   * A runner of some cases.
   *
   * @param family only cases of this family; null for all
   * @param name only cases of this name; null for all
   * @param engine what finds the nodes
   */
  public CaseRunner(@Nullable String family, @Nullable String name, EngineKind engine) {
    this.family = family;
    this.name = name;
    this.engine = engine;
  }

  /**
   * Runs a case again, unless it is not wanted.
   *
   * @return what came of it, null if it is not wanted
   * @throws InputException if the case can't be used
   */
  public @Nullable CaseOutcome run(CaseLine line) {
    CaseTree root = CaseTree.of(line);
    CaseTree testCase = root.object("case");
    String caseName = testCase.text("name");
    String caseFamily = testCase.text("family", "");
    if ((family != null && !family.equals(caseFamily))
        || (name != null && !name.equals(caseName))) {
      return null;
    }
    try {
      return run(root, testCase, caseName, caseFamily);
    } catch (SimulationException e) {
      if (e.getCause() instanceof InputException bad) {
        throw bad;
      }
      throw new IllegalStateException("case " + caseName + " of " + line.position(), e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalStateException("case " + caseName + " of " + line.position(), e);
    }
  }

  private CaseOutcome run(CaseTree root, CaseTree testCase, String caseName, String caseFamily) {
    SortedSet<String> warnings = new TreeSet<>();
    root.warnOfOthers(LINE_FIELDS, warning -> warn(warnings, warning));
    return testCase.has("until")
        ? runTimeline(root, testCase, caseName, caseFamily, warnings)
        : runStatic(root, testCase, caseName, caseFamily, warnings);
  }

  private CaseOutcome runTimeline(
      CaseTree root,
      CaseTree testCase,
      String caseName,
      String caseFamily,
      SortedSet<String> warnings) {
    testCase.warnOfOthers(TIMELINE_FIELDS, warning -> warn(warnings, warning));
    TimelineSettings settings = TimelineSettings.of(testCase, warning -> warn(warnings, warning));
    List<TimelineEvent> events = TimelineEvent.of(testCase);
    TimelineComparison expected = new TimelineComparison(root.object("expected"));
    CaseWorld world =
        new CaseWorld(
            testCase,
            TimelineRun.TIME_ZERO,
            settings::withGrace,
            warning -> warn(warnings, warning));
    world.createObjects();
    TimelineRun run = new TimelineRun(world, settings, events, engine);
    run.run();
    TimelineTally timelines = new TimelineTally();
    List<CaseDifference> differences =
        expected.differences(root.position(), caseName, run, timelines);
    return new CaseOutcome(caseFamily, new Tally(), timelines, differences, warnings);
  }

  private static void warn(SortedSet<String> warnings, String warning) {
    if (warnings.size() < WARNINGS_MAX) {
      warnings.add(warning);
    }
  }

  private CaseOutcome runStatic(
      CaseTree root,
      CaseTree testCase,
      String caseName,
      String caseFamily,
      SortedSet<String> warnings) {
    testCase.warnOfOthers(CASE_FIELDS, warning -> warn(warnings, warning));
    StaticOptions options = StaticOptions.of(testCase, warning -> warn(warnings, warning));
    List<Facts> expected = ExpectedResults.of(root, options.compact());
    List<CaseTree> pending = testCase.objects("pending");
    CaseWorld world =
        new CaseWorld(
            testCase,
            CaseWorld.FIRST_START,
            UnaryOperator.identity(),
            warning -> warn(warnings, warning));
    world.createObjects();
    List<Facts> found = new StaticRun(world, options, engine).decide(pending);
    Tally tally = new Tally();
    tally.addCase(pending.size());
    List<CaseDifference> differences = new ArrayList<>();
    int count = Math.min(expected.size(), found.size());
    for (int i = 0; i < count; i++) {
      List<Facts.Difference> here = expected.get(i).differences(found.get(i));
      tally.add(expected.get(i), found.get(i), here);
      // Later decisions of the case stand on this one: only the first that differs is shown.
      if (differences.isEmpty()) {
        String pod = shown(expected.get(i));
        here.stream()
            .limit(DIFFERENCES_MAX)
            .forEach(each -> differences.add(difference(root.position(), caseName, pod, each)));
      }
    }
    if (expected.size() != found.size()) {
      tally.addUnpaired(Math.max(expected.size(), found.size()) - count);
      differences.add(
          new CaseDifference(
              root.position(),
              caseName,
              "all",
              "number of decisions",
              null,
              null,
              Integer.toString(expected.size()),
              Integer.toString(found.size())));
    }
    return new CaseOutcome(caseFamily, tally, new TimelineTally(), differences, warnings);
  }

  private static String shown(Facts facts) {
    return facts.attempt() == 1 ? facts.pod() : facts.pod() + " (attempt " + facts.attempt() + ")";
  }

  private static CaseDifference difference(
      String position, String caseName, String pod, Facts.Difference difference) {
    Facts.Key key = difference.key();
    return new CaseDifference(
        position,
        caseName,
        pod,
        key.aspect().field(),
        key.node().isEmpty() ? null : key.node(),
        key.plugin().isEmpty() ? null : key.plugin(),
        difference.expected(),
        difference.found());
  }
}
