package io.shuangsuiji.web.draw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that the service logs while it is open, at the finest level that it can be set to: texts, contexts, stack traces. */
final class CapturedLog implements AutoCloseable {
    /** The test's own client shares the process; it logs at this level what it sends. */
    private static final String CLIENT = "org.apache.http";

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Level> before = new HashMap<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        private final PatternFormatter format = new PatternFormatter("%p %c %t %X %s %e");

        @Override
        public void publish(LogRecord record) {
            lines.add(format.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final List<Handler> others = List.of(root.getHandlers());

    CapturedLog() {
        // a million lines on the console help nobody
        others.forEach(root::removeHandler);
        handler.setLevel(Level.ALL);
        set("", Level.ALL);
        Collections.list(LogManager.getLogManager().getLoggerNames()).stream()
                .filter(name -> Logger.getLogger(name).getLevel() != null)
                .forEach(name -> set(name, Level.ALL));
        set(CLIENT, Level.OFF);
        root.addHandler(handler);
    }

    private void set(String name, Level level) {
        var logger = Logger.getLogger(name);
        if (!before.containsKey(name)) {
            before.put(name, logger.getLevel());
        }
        logger.setLevel(level);
    }

    /** What was logged so far. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        others.forEach(root::addHandler);
        before.forEach((name, level) -> Logger.getLogger(name).setLevel(level));
    }
}
