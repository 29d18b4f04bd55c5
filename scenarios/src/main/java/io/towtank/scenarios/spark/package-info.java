/**
 * Conversion of traces by Apache Spark: the only package that knows it. Spark is not in the single
 * jar; whoever uses this package puts it on the class path.
 */
@NullMarked
package io.towtank.scenarios.spark;

import org.jspecify.annotations.NullMarked;
