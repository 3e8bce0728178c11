package io.sillage.platform.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What is logged while it is open.
final class LogLines extends Handler implements AutoCloseable {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private LogLines() {}

    static LogLines listening() {
        var lines = new LogLines();
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    /// Those with a stack trace, or of a level that calls for somebody.
    List<String> alarming() {
        return records.stream()
                .filter(each -> each.getThrown() != null || each.getLevel().intValue() > 800)
                .map(each -> each.getLoggerName() + " " + each.getMessage() + " " + each.getThrown())
                .toList();
    }

    List<String> beginningWith(String text) {
        return records.stream()
                .map(LogRecord::getMessage)
                .filter(each -> each.startsWith(text))
                .toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
