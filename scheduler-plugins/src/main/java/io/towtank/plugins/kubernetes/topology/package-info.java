/**
 * What views of topology plugins are made of: which nodes lie together by a label, and which pods a
 * view has met before.
 */
@NullMarked
package io.towtank.plugins.kubernetes.topology;

import org.jspecify.annotations.NullMarked;
