package io.sillage.platform.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file that is read as it comes, up to its limit. Closed before its end, it leaves the rest to [UnreadBody]: the
/// stream below would wait for all of it.
final class LimitedStream extends FilterInputStream {

    private final BodyRule rule;
    private long count;
    private boolean isAtEnd;

    LimitedStream(InputStream stream, BodyRule rule) {
        super(stream);
        this.rule = rule;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            var read = super.read(bytes, offset, length);
            add(read);
            return read;
        } catch (IOException e) {
            throw new BodyBrokenOff(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (isAtEnd) {
            super.close();
        }
    }

    private void add(int more) {
        if (more < 0) {
            isAtEnd = true;
            return;
        }
        count += more;
        if (count > rule.most()) {
            throw rule.tooLarge();
        }
    }
}
