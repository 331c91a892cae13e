package dev.curfew.terminal;

/** Where the next character goes, and what is saved and restored with that. Not thread-safe. */
final class Cursor {

    int row;
    int column;

    /** The last column was written: the next character begins a line, unless the cursor is moved before. */
    boolean wrapPending;

    /** Rows are counted from the top of the scroll region, and the cursor stays in it. */
    boolean originMode;

    private boolean[] drawsLines = new boolean[4];
    private int set;

    void moveTo(int newRow, int newColumn) {
        row = newRow;
        column = newColumn;
        wrapPending = false;
    }

    /** Say whether one of the four character sets is that of line drawing. */
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
