/** Why a pod went where it went, or nowhere, as tables for people and as JSON. */
@NullMarked
package io.towtank.reports.explain;

import org.jspecify.annotations.NullMarked;
