package io.towtank.plugins.kubernetes;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * What kube-scheduler's plugin of this name does for pods without resource claims, which is all
 * there are here: it refuses no node, but has its word in the message of a pod that fits nowhere.
 *
 * <p>Where another plugin's PreFilter ended the attempt before this one's, its PostFilter does not
 * find its own state, and that error keeps the plugins behind it, preemption among them, from being
 * asked. Source: kube-scheduler v1.34, plugin {@code DynamicResources}.
 */
public final class DynamicResources implements PreFilterPlugin, PostFilterPlugin {
  /** Name in profiles. */
  public static final String NAME = "DynamicResources";

  private static final String FILTER_TIMEOUT = "filterTimeout";
  private static final Result NO_CLAIMS = Result.notEligible("no new claims to deallocate");
  private static final Result NOT_FOUND = new Result(Status.error("not found"), null, true);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    return PreFilterResult.SKIP;
  }

  @Override
  public Result postFilter(CycleState state, PodInfo pod, List<Rejected> rejected) {
    return state.isFilterSkipped(NAME) ? NO_CLAIMS : NOT_FOUND;
  }

  /** Makes it. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Says of a pod that fits nowhere that it has no resource claims to give up.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      args.string(FILTER_TIMEOUT, ""); // legal, but nothing here takes time
      return new DynamicResources();
    }
  }
}
