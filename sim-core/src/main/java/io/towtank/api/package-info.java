/**
 * The API store: keeps the declared state of the cluster, versions it, and tells watchers.
 *
 * <p>All components talk through it, as in Kubernetes. A write gives a new version; whoever watches
 * hears of it after the watch's own delay. With no delay a watcher is called within the same
 * instant, once the write that is under way has returned to the store: all watchers see all writes
 * in the order of their versions.
 */
@NullMarked
package io.towtank.api;

import org.jspecify.annotations.NullMarked;
