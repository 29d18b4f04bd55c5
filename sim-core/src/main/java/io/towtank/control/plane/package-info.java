/** The control plane's own machines: API servers, etcd members, and who leads beside them. */
@NullMarked
package io.towtank.control.plane;

import org.jspecify.annotations.NullMarked;
