package io.sillage.contacts.imports;

import io.sillage.platform.http.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts the bytes of a file, and refuses more than it may have.
final class CountedStream extends FilterInputStream {

    private final long most;
    private long count;

    CountedStream(InputStream stream, long most) {
        super(stream);
        this.most = most;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        add(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        add(Math.max(0, read));
        return read;
    }

    private void add(int more) {
        count += more;
        if (count > most) {
            throw Problem.tooLarge("A file may have at most %d bytes.".formatted(most));
        }
    }
}
