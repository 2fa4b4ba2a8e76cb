package org.zoetrope.node.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One configuration key: a component of a section's record. {@code publicUrl} is public_url. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Key {
    /** The default, as an operator would write it; empty for what is optional or a list. */
    String standard() default "";

    /** Set for what has no default and must be given: a value for the manual. */
    String example() default "";

    /** What it is for, in one or two sentences. */
    String meaning();

    /** The smallest number allowed. */
    long min() default Long.MIN_VALUE;

    /** The largest number allowed. */
    long max() default Long.MAX_VALUE;
}
