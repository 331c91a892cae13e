package dev.curfew.emulator;

/** The cursor and the state that is saved and restored with it. Not thread-safe. */
final class Cursor {

    int row;
    int column;

    /** Set after writing to the last column: the next character begins a new line, unless the cursor moves first. */
    boolean wrapPending;

    /** Whether rows are counted from the top of the scroll region, in which the cursor then stays. */
    boolean originMode;

    private boolean[] drawsLines = new boolean[4];
    private int set;

    void moveTo(int newRow, int newColumn) {
        row = newRow;
        column = newColumn;
        wrapPending = false;
    }

    /** Set whether one of the four character sets is the line drawing set. */
    void designate(int which, boolean lineDrawing) {
        drawsLines[which] = lineDrawing;
    }

    void use(int which) {
        set = which;
    }

    boolean isDrawingLines() {
        return drawsLines[set];
    }

    Cursor copy() {
        Cursor copy = new Cursor();
        copy.row = row;
        copy.column = column;
        copy.wrapPending = wrapPending;
        copy.originMode = originMode;
        copy.drawsLines = drawsLines.clone();
        copy.set = set;
        return copy;
    }
}
