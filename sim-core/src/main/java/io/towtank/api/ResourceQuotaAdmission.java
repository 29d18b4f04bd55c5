package io.towtank.api;

import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceQuota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Refuses pods that would exceed a resource quota of their namespace, and keeps count of what is
 * used. What a pod took is given back when it has ended or is gone, at once: the time that
 * Kubernetes' quota controller takes for it is left out. What quotas limit besides pods and what
 * they request are numbers of objects, see {@link ObjectCounts}. Source: Kubernetes v1.34,
 * admission plugin {@code ResourceQuota}.
 */
final class ResourceQuotaAdmission implements Admission<Pod> {
  private final ObjectStore<ResourceQuota> quotas;
  private final ObjectStore<Pod> pods;

  /** Looked up only, never walked over. */
  private final Map<String, Account> accountByQuota = new HashMap<>();

  private final ObjectCounts counts;
  private boolean watching;

  /** What is used of one quota, and by whom. */
  private static final class Account {
    private final Map<Long, ResourceList> usageByUid = new HashMap<>();
    private ResourceList used = ResourceList.EMPTY;
  }

  ResourceQuotaAdmission(ObjectStore<ResourceQuota> quotas, ObjectStore<Pod> pods) {
    this.quotas = quotas;
    this.pods = pods;
    counts = new ObjectCounts(quotas, this::countsChanged);
    quotas.watch("quota-admission", 0, new QuotaWatcher());
  }

  /** What counts objects of other kinds. */
  ObjectCounts counts() {
    return counts;
  }

  private void countsChanged(String namespace) {
    for (ResourceQuota quota : List.copyOf(quotas.list())) {
      if (quota.namespace().equals(namespace)) {
        note(quota.key(), account(quota));
      }
    }
  }

  private final class QuotaWatcher implements Watcher<ResourceQuota> {
    @Override
    public void onAdd(ResourceQuota quota) {
      if (!watching) {
        watching = true;
        pods.watch("quota-admission", 0, new PodWatcher());
      }
      counts.heardOf(quota);
      recount(quota);
    }

    @Override
    public void onUpdate(ResourceQuota oldQuota, ResourceQuota newQuota) {
      if (!oldQuota.spec().equals(newQuota.spec())) {
        counts.heardOf(newQuota);
        recount(newQuota);
      }
    }

    @Override
    public void onDelete(ResourceQuota quota) {
      accountByQuota.remove(quota.key());
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase().isTerminal() && !oldPod.phase().isTerminal()) {
        release(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      release(pod);
    }
  }

  @Override
  public Pod admit(Pod pod) throws Refused {
    if (quotas.size() == 0) {
      return pod;
    }
    List<ResourceQuota> counting = new ArrayList<>();
    for (ResourceQuota quota : quotas.list()) {
      if (QuotaUsage.isCounted(pod, quota)) {
        check(pod, quota);
        counting.add(quota);
      }
    }
    for (ResourceQuota quota : counting) {
      Account account = account(quota);
      charge(account, pod, quota.hard());
      note(quota.key(), account);
    }
    return pod;
  }

  private void check(Pod pod, ResourceQuota quota) throws Refused {
    String missing = QuotaUsage.missing(pod.spec(), quota.hard());
    if (!missing.isEmpty()) {
      throw new Refused("failed quota: " + quota.name() + ": must specify " + missing);
    }
    ResourceList wanted = QuotaUsage.of(pod, quota.hard());
    ResourceList used = account(quota).used;
    List<String> requested = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    List<String> limited = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.name(i);
      if (wanted.amount(i) > quota.hard().get(name) - used.get(name)) {
        requested.add(name + "=" + wanted.amount(i));
        taken.add(name + "=" + used.get(name));
        limited.add(name + "=" + quota.hard().get(name));
      }
    }
    if (!requested.isEmpty()) {
      throw new Refused(
          "exceeded quota: "
              + quota.name()
              + ", requested: "
              + String.join(",", requested)
              + ", used: "
              + String.join(",", taken)
              + ", limited: "
              + String.join(",", limited));
    }
  }

  private Account account(ResourceQuota quota) {
    return accountByQuota.computeIfAbsent(quota.key(), key -> counted(quota));
  }

  private Account counted(ResourceQuota quota) {
    Account account = new Account();
    for (Pod pod : pods.list()) {
      if (!pod.phase().isTerminal() && QuotaUsage.isCounted(pod, quota)) {
        charge(account, pod, quota.hard());
      }
    }
    return account;
  }

  private void recount(ResourceQuota quota) {
    Account account = counted(quota);
    accountByQuota.put(quota.key(), account);
    note(quota.key(), account);
  }

  private static void charge(Account account, Pod pod, ResourceList hard) {
    ResourceList usage = QuotaUsage.of(pod, hard);
    account.usageByUid.put(pod.uid(), usage);
    account.used = account.used.plus(usage);
  }

  private void release(Pod pod) {
    for (ResourceQuota quota : List.copyOf(quotas.list())) {
      Account account = accountByQuota.get(quota.key());
      ResourceList usage = account == null ? null : account.usageByUid.remove(pod.uid());
      if (account != null && usage != null) {
        SortedMap<String, Long> rest = account.used.toMap();
        for (int i = 0; i < usage.size(); i++) {
          rest.merge(usage.name(i), -usage.amount(i), Long::sum);
        }
        account.used = ResourceList.of(rest);
        note(quota.key(), account);
      }
    }
  }

  private void note(String key, Account account) {
    quotas.update(
        key,
        quota -> {
          ResourceList used = account.used.plus(counts.of(quota));
          return quota.used().equals(used)
              ? quota
              : quota.withStatus(new ResourceQuota.Status(used));
        });
  }
}
