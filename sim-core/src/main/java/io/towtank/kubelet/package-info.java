/** What happens to pods on their nodes: they start, run and end. */
@NullMarked
package io.towtank.kubelet;

import org.jspecify.annotations.NullMarked;
