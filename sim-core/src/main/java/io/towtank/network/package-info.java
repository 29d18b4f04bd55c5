/**
 * The network as a graph: the control plane, zones, racks and nodes, the links between them, and
 * who reaches whom while some of them are out.
 */
@NullMarked
package io.towtank.network;

import org.jspecify.annotations.NullMarked;
