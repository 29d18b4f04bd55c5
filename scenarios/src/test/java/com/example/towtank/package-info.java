/** The README's example of a plugin of one's own. */
@NullMarked
package com.example.towtank;

import org.jspecify.annotations.NullMarked;
