package org.zoetrope.node.log;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** One room's logger. Libraries are heard from warnings on, unless somebody debugs. */
final class EventLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    private static final String OURS = "org.zoetrope.";

    private final boolean ours;

    EventLogger(String name) {
        this.name = name;
        this.ours = name.startsWith(OURS);
    }

    /** Our rooms by their short name. */
    private String room() {
        return ours ? name.substring(OURS.length()) : name;
    }

    private boolean isWanted(Level level) {
        Level least = Log.level();
        boolean debugging = least.toInt() <= Level.DEBUG.toInt();
        return level.toInt() >= least.toInt()
                && (ours || debugging || level.toInt() >= Level.WARN.toInt());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        if (!ours && Log.level().toInt() > Level.DEBUG.toInt() && Noise.is(name, cause)) {
            return;
        }
        List<@Nullable Object> values = arguments == null ? List.of() : Arrays.asList(arguments);
        Log.write(new Event(level, room(), pattern, values, cause));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return isWanted(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isWanted(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isWanted(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isWanted(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isWanted(Level.ERROR);
    }
}
