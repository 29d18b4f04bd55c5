/**
 * The controllers of jobs: pods that run until enough of them have succeeded, jobs that are deleted
 * when they have been finished for long enough, and jobs that are started by the clock.
 */
@NullMarked
package io.towtank.control.job;

import org.jspecify.annotations.NullMarked;
