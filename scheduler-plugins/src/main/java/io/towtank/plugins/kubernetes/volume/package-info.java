/**
 * Kubernetes' scheduling plugins that look at volumes, as kube-scheduler v1.34 has them.
 *
 * <p>Source: Kubernetes documentation, "Persistent Volumes", "Storage Classes" and "Node-specific
 * Volume Limits", and the observable behaviour of kube-scheduler v1.34.1 under its default feature
 * gates. Not modelled: {@code CSIDriver} and {@code CSIStorageCapacity} (drivers have room for
 * every volume), {@code VolumeAttachment}, volume attributes classes.
 */
@NullMarked
package io.towtank.plugins.kubernetes.volume;

import org.jspecify.annotations.NullMarked;
