package dev.curfew.benchmarks.crowd;

import java.io.OutputStream;

/** Where zt-exec and commons-exec pump output to. */
final class EarStream extends OutputStream {

    private final Ears.Ear ear;

    EarStream(Ears.Ear ear) {
        this.ear = ear;
    }

    @Override
    public void write(int value) {
        ear.hear(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        ear.hear(data, offset, length);
    }
}
