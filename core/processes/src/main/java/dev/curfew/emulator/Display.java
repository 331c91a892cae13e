package dev.curfew.emulator;

import dev.curfew.internal.CharacterWidth;
import dev.curfew.internal.LineDrawing;
import dev.curfew.process.TerminalSize;

/** Two pages, one of which is visible, and the cursor that writes, moves, erases and scrolls on it. Not thread-safe. */
final class Display {

    final Tabs tabs = new Tabs();
    boolean autoWrap = true;
    boolean insertMode;

    private TerminalSize size;
    private final Page main;
    private final Page alternate;
    private Page page;
    private Cursor cursor = new Cursor();
    private Cursor savedOnMain = new Cursor();
    private Cursor savedOnAlternate = new Cursor();

    /** The first line of the scroll region; {@code bottom} is the last one. */
    private int top;

    private int bottom;
    private int lastPrinted;

    Display(TerminalSize size) {
        this.size = size;
        main = new Page(size.rows());
        alternate = new Page(size.rows());
        page = main;
        bottom = size.rows() - 1;
        tabs.reset(size.columns());
    }

    TerminalSize size() {
        return size;
    }

    Page page() {
        return page;
    }

    Cursor cursor() {
        return cursor;
    }

    int top() {
        return top;
    }

    int bottom() {
        return bottom;
    }

    boolean isAlternate() {
        return page == alternate;
    }

    /** Write a character that is not a control character. */
    void print(int codePoint) {
        int shown = cursor.isDrawingLines() ? LineDrawing.of(codePoint) : codePoint;
        int width = CharacterWidth.of(shown);
        if (width == 0) {
            join(shown);
        } else if (makeRoom(width)) {
            line().set(cursor.column, shown, width);
            advance(width);
            lastPrinted = codePoint;
        }
    }

    private void join(int mark) {
        int column = cursor.wrapPending ? cursor.column : cursor.column - 1;
        if (column >= 0) {
            line().join(column, mark);
        }
    }

    /** {@return whether the character fits, after moving to the next line if necessary} */
    private boolean makeRoom(int width) {
        boolean fits = !cursor.wrapPending && cursor.column + width <= size.columns();
        if (!fits && autoWrap && width <= size.columns()) {
            index();
            cursor.moveTo(cursor.row, 0);
            fits = true;
        }
        if (fits && insertMode) {
            line().insert(cursor.column, width, size.columns());
        }
        return fits;
    }

    private void advance(int width) {
        boolean full = cursor.column + width >= size.columns();
        cursor.column = full ? size.columns() - 1 : cursor.column + width;
        cursor.wrapPending = full && autoWrap;
    }

    /**
     * Write plain characters, as many as fit on the line.
     *
     * @return how many were written; 0 if the current state requires processing them one by one
     */
    int printPlain(byte[] bytes, int from, int count) {
        if (insertMode || cursor.wrapPending || cursor.isDrawingLines()) {
            return 0;
        }
        int fitting = Math.min(count, size.columns() - 1 - cursor.column);
        if (fitting > 0) {
            line().setPlain(cursor.column, bytes, from, fitting);
            cursor.column += fitting;
            lastPrinted = bytes[from + fitting - 1];
        }
        return Math.max(0, fitting);
    }

    void repeat(int count) {
        int most = size.columns() * size.rows();
        for (int i = 0; i < Math.min(count, most) && lastPrinted != 0; i++) {
            print(lastPrinted);
        }
    }

    private Line line() {
        return page.line(cursor.row);
    }

    void backspace() {
        moveBy(0, -1);
    }

    void carriageReturn() {
        cursor.moveTo(cursor.row, 0);
    }

    void tab(int count) {
        for (int i = 0; i < count && cursor.column < size.columns() - 1; i++) {
            cursor.moveTo(cursor.row, tabs.after(cursor.column, size.columns()));
        }
    }

    void tabBack(int count) {
        for (int i = 0; i < count && cursor.column > 0; i++) {
            cursor.moveTo(cursor.row, tabs.before(cursor.column));
        }
    }

    /** Move down one line; at the end of the scroll region, scroll instead. */
    void index() {
        if (cursor.row == bottom) {
            page.scrollUp(top, bottom, 1);
            cursor.wrapPending = false;
        } else {
            moveBy(1, 0);
        }
    }

    /** Move up one line; at the start of the scroll region, scroll instead. */
    void reverseIndex() {
        if (cursor.row == top) {
            page.scrollDown(top, bottom, 1);
            cursor.wrapPending = false;
        } else {
            moveBy(-1, 0);
        }
    }

    /** Move relative to the current position; a cursor in the scroll region stays in it. */
    void moveBy(int rows, int columns) {
        int first = cursor.row >= top ? top : 0;
        int last = cursor.row <= bottom ? bottom : size.rows() - 1;
        cursor.moveTo(clamp(cursor.row + rows, first, last), clampColumn(cursor.column + columns));
    }

    /** Move to a position, which is relative to the scroll region in origin mode. */
    void moveTo(int row, int column) {
        int first = cursor.originMode ? top : 0;
        int last = cursor.originMode ? bottom : size.rows() - 1;
        cursor.moveTo(clamp(row + first, first, last), clampColumn(column));
    }

    void moveToColumn(int column) {
        cursor.moveTo(cursor.row, clampColumn(column));
    }

    void moveToRow(int row) {
        moveTo(row, cursor.column);
    }

    private int clampColumn(int column) {
        return clamp(column, 0, size.columns() - 1);
    }

    private static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    void eraseInLine(int how) {
        int from = how == 0 ? cursor.column : 0;
        int to = how == 1 ? cursor.column + 1 : size.columns();
        line().erase(from, to);
        cursor.wrapPending = false;
    }

    void eraseInPage(int how) {
        if (how == 0) {
            eraseInLine(0);
            page.clear(cursor.row + 1, size.rows());
        } else if (how == 1) {
            eraseInLine(1);
            page.clear(0, cursor.row);
        } else {
            page.clear(0, size.rows());
            cursor.wrapPending = false;
        }
    }

    void eraseCharacters(int count) {
        line().erase(cursor.column, Math.min(cursor.column + count, size.columns()));
        cursor.wrapPending = false;
    }

    void insertCharacters(int count) {
        line().insert(cursor.column, Math.min(count, size.columns() - cursor.column), size.columns());
        cursor.wrapPending = false;
    }

    void deleteCharacters(int count) {
        line().delete(cursor.column, count);
        cursor.wrapPending = false;
    }

    void insertLines(int count) {
        if (isInRegion()) {
            page.scrollDown(cursor.row, bottom, count);
            carriageReturn();
        }
    }

    void deleteLines(int count) {
        if (isInRegion()) {
            page.scrollUp(cursor.row, bottom, count);
            carriageReturn();
        }
    }

    private boolean isInRegion() {
        return cursor.row >= top && cursor.row <= bottom;
    }

    void scrollUp(int count) {
        page.scrollUp(top, bottom, count);
    }

    void scrollDown(int count) {
        page.scrollDown(top, bottom, count);
    }

    /** Set the scroll region if it has at least two lines, and move to the home position. */
    void region(int first, int last) {
        int end = last < 0 || last >= size.rows() ? size.rows() - 1 : last;
        if (first < end) {
            top = first;
            bottom = end;
            moveTo(0, 0);
        }
    }

    void saveCursor() {
        if (isAlternate()) {
            savedOnAlternate = cursor.copy();
        } else {
            savedOnMain = cursor.copy();
        }
    }

    void restoreCursor() {
        cursor = (isAlternate() ? savedOnAlternate : savedOnMain).copy();
        keepCursorInside();
    }

    private void keepCursorInside() {
        boolean inside = cursor.row < size.rows() && cursor.column < size.columns();
        if (!inside) {
            cursor.moveTo(Math.min(cursor.row, size.rows() - 1), clampColumn(cursor.column));
        }
    }

    void showAlternate(boolean show) {
        page = show ? alternate : main;
    }

    void fillWithE() {
        resetRegion();
        byte[] line = new byte[size.columns()];
        java.util.Arrays.fill(line, (byte) 'E');
        for (int row = 0; row < size.rows(); row++) {
            page.line(row).setPlain(0, line, 0, line.length);
        }
        cursor.moveTo(0, 0);
    }

    private void resetRegion() {
        top = 0;
        bottom = size.rows() - 1;
    }

    /** Reset the modes to their initial state, as DECSTR does; the visible text is kept. */
    void softReset() {
        insertMode = false;
        autoWrap = true;
        resetRegion();
        Cursor fresh = new Cursor();
        fresh.moveTo(cursor.row, cursor.column);
        cursor = fresh;
        savedOnMain = new Cursor();
        savedOnAlternate = new Cursor();
    }

    void reset() {
        softReset();
        cursor = new Cursor();
        page = main;
        main.clear(0, size.rows());
        alternate.clear(0, size.rows());
        tabs.reset(size.columns());
        lastPrinted = 0;
    }

    /** Change the size. The line of the cursor is kept; lines at the top are dropped if there are too few rows. */
    void resize(TerminalSize newSize) {
        int dropped = Math.max(0, cursor.row - (newSize.rows() - 1));
        main.resize(newSize.rows(), newSize.columns(), isAlternate() ? 0 : dropped);
        alternate.resize(newSize.rows(), newSize.columns(), isAlternate() ? dropped : 0);
        size = newSize;
        resetRegion();
        tabs.reach(newSize.columns());
        int row = cursor.row - dropped;
        if (dropped > 0 || cursor.column >= newSize.columns()) {
            cursor.moveTo(row, clampColumn(cursor.column));
        }
    }
}
