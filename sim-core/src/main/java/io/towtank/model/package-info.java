/** What users declare: nodes, pods, quantities and their specs. */
@NullMarked
package io.towtank.model;

import org.jspecify.annotations.NullMarked;
