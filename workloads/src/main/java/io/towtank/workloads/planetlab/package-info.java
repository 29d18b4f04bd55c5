/** CPU usage of PlanetLab's virtual machines, as CloudSim publishes it. */
@NullMarked
package io.towtank.workloads.planetlab;

import org.jspecify.annotations.NullMarked;
