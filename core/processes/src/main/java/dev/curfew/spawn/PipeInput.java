package dev.curfew.spawn;

import java.io.IOException;
import java.io.OutputStream;

/** The input of a process on pipes. */
record PipeInput(OutputStream stream, int freeBytes) implements InputSink {

    @Override
    public void write(byte[] bytes) throws IOException {
        stream.write(bytes);
        stream.flush();
    }

    @Override
    public void end() throws IOException {
        stream.close();
    }
}
