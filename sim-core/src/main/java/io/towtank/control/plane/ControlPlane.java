package io.towtank.control.plane;

import io.towtank.api.ApiServer;
import io.towtank.control.runtime.LeaderElection;
import io.towtank.control.runtime.LeaderElectionOptions;
import io.towtank.kernel.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the API can do follows from which of the control plane's machines work, and so does who
 * leads.
 *
 * <p>Each master runs an API server, and one candidate for the lead of each elected component;
 * clients reach any API server that works. etcd goes on while more than half of its members work;
 * without them nothing can be written, and what is there can still be read and watched. Source:
 * etcd documentation, "FAQ: What is failure tolerance?" and "Failure modes: Majority failure". The
 * second or so in which etcd elects a leader of its own is left out.
 *
 * <p>Losses add up, and are made good one by one: several causes are taken to strike different
 * machines while there are any.
 */
public final class ControlPlane {
  /** Name of the scheduler among the elected components. */
  public static final String SCHEDULER = "kube-scheduler";

  /** Name of the controller manager among the elected components. */
  public static final String CONTROLLER_MANAGER = "kube-controller-manager";

  private final Simulation simulation;
  private final ControlPlaneOptions options;
  private final ApiServer api;
  private final Map<String, LeaderElection> elections = new LinkedHashMap<>();
  private int apiServersLost;
  private int etcdMembersLost;
  private ApiServer.Mode mode = ApiServer.Mode.UP;

  /** A control plane all of which works, and which sets the mode of this API from now on. */
  public ControlPlane(Simulation simulation, ApiServer api, ControlPlaneOptions options) {
    this.simulation = simulation;
    this.api = api;
    this.options = options;
  }

  /** How many machines there are. */
  public ControlPlaneOptions options() {
    return options;
  }

  /** What the API can do now. */
  public ApiServer.Mode mode() {
    return mode;
  }

  /** Whether the API takes writes. */
  public boolean takesWrites() {
    return mode == ApiServer.Mode.UP;
  }

  /**
   * Elects a leader of a component among the masters; the first leads from now on.
   *
   * @param component e.g. {@link #SCHEDULER}
   * @param onLead called when a candidate begins to lead, now too
   * @param onLose called when the leader ends to lead
   */
  public LeaderElection elect(
      String component, LeaderElectionOptions lease, Runnable onLead, Runnable onLose) {
    LeaderElection election =
        new LeaderElection(
            simulation, component, options.masters(), lease, this::takesWrites, onLead, onLose);
    if (elections.putIfAbsent(component, election) != null) {
      throw new IllegalArgumentException(component + " is elected already");
    }
    election.start();
    return election;
  }

  /** API servers end. */
  public void loseApiServers(int count) {
    apiServersLost += count;
    update();
  }

  /** API servers are there again. */
  public void returnApiServers(int count) {
    apiServersLost -= count;
    update();
  }

  /** etcd members end. */
  public void loseEtcdMembers(int count) {
    etcdMembersLost += count;
    update();
  }

  /** etcd members are there again. */
  public void returnEtcdMembers(int count) {
    etcdMembersLost -= count;
    update();
  }

  /** Masters end with all that runs on them, each with an etcd member; the leaders' first. */
  public void loseMasters(int count) {
    for (LeaderElection election : elections.values()) {
      for (int i = 0; i < count; i++) {
        election.crashLeader();
      }
    }
    apiServersLost += count;
    etcdMembersLost += count;
    update();
  }

  /** Masters are there again. */
  public void returnMasters(int count) {
    apiServersLost -= count;
    etcdMembersLost -= count;
    update();
    for (LeaderElection election : elections.values()) {
      for (int i = 0; i < count; i++) {
        election.recover();
      }
    }
  }

  /** The process that leads a component ends. */
  public void crashLeader(String component) {
    election(component).crashLeader();
  }

  /** One that had ended is a candidate again. */
  public void recoverCandidate(String component) {
    election(component).recover();
  }

  private LeaderElection election(String component) {
    LeaderElection election = elections.get(component);
    if (election == null) {
      throw new IllegalArgumentException("nobody elects a " + component);
    }
    return election;
  }

  private void update() {
    ApiServer.Mode now = modeOfMachines();
    if (now == mode) {
      return;
    }
    boolean tookWrites = takesWrites();
    mode = now;
    api.setMode(now);
    List<LeaderElection> all = new ArrayList<>(elections.values());
    if (tookWrites) {
      all.forEach(LeaderElection::writesStopped);
    } else if (takesWrites()) {
      all.forEach(LeaderElection::writesResumed);
    }
  }

  private ApiServer.Mode modeOfMachines() {
    if (apiServersLost >= options.masters()) {
      return ApiServer.Mode.DOWN;
    }
    return options.etcdMembers() - etcdMembersLost < options.quorum()
        ? ApiServer.Mode.READ_ONLY
        : ApiServer.Mode.UP;
  }
}
