package dev.curfew.benchmarks.roundtrip;

/** A window that one thread fills and another one waits on. */
final class SharedWindow {

    private final Window window = new Window();

    synchronized void append(byte[] data, int length) {
        window.append(data, length);
        notifyAll();
    }

    synchronized void await(String token) throws InterruptedException {
        while (!window.take(token)) {
            wait();
        }
    }
}
