package dev.curfew.emulator;

import dev.curfew.internal.CharacterWidth;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Style;
import java.util.Arrays;

/** Two pages, one of which is visible, and the cursor that writes, moves, erases and scrolls on it. Not thread-safe. */
final class Display {

    private static final int MAX_SCROLLBACK = 1000;

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

    /** The character that was printed just before, or 0 if something else happened since. */
    private int lastPrinted;

    Display(TerminalSize size) {
        this.size = size;
        main = new Page(size, new Scrollback(MAX_SCROLLBACK));
        alternate = new Page(size, new Scrollback(0));
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

    /** {@return the lines that have scrolled off the main page} */
    Scrollback scrollback() {
        return main.scrollback;
    }

    /** {@return the row of the cursor, relative to the scroll region in origin mode} */
    int rowFromOrigin() {
        return cursor.originMode ? cursor.row - top : cursor.row;
    }

    /** {@return the style of cells that are erased, which get the background of the cursor, as in xterm} */
    private Style blank() {
        return Style.PLAIN.withBackground(cursor.style.background());
    }

    /** Write a character that is not a control character. */
    void print(int codePoint) {
        put(cursor.translate(codePoint));
    }

    private void put(int shown) {
        int width = CharacterWidth.of(shown);
        if (width == 0) {
            join(shown);
        } else if (makeRoom(width)) {
            line().set(cursor.column, shown, width, cursor.style);
            advance(width);
            lastPrinted = shown;
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
        boolean fits = cursor.column + width <= size.columns();
        boolean wraps = autoWrap && width <= size.columns() && (cursor.wrapPending || !fits);
        if (wraps) {
            index();
            carriageReturn();
        }
        if (insertMode && (fits || wraps)) {
            line().insert(cursor.column, width, size.columns(), blank());
        }
        return fits || wraps;
    }

    /** A wrap is pending without automatic wrapping too, in case that it is switched on before the next character. */
    private void advance(int width) {
        cursor.wrapPending = cursor.column + width >= size.columns();
        cursor.column = clampColumn(cursor.column + width);
    }

    /**
     * Write plain characters, as many as fit on the line.
     *
     * @return how many were written; 0 if the current state requires processing them one by one
     */
    int printPlain(byte[] bytes, int from, int count) {
        if (insertMode || cursor.wrapPending || !cursor.showsAscii()) {
            return 0;
        }
        int fitting = Math.min(count, size.columns() - 1 - cursor.column);
        if (fitting > 0) {
            line().setPlain(cursor.column, bytes, from, fitting, cursor.style);
            cursor.column += fitting;
            lastPrinted = bytes[from + fitting - 1];
        }
        return Math.max(0, fitting);
    }

    /**
     * Repeat the character that was printed just before. When the screen is full of it, only the column in which the
     * cursor ends is left to be computed.
     */
    void repeat(int count) {
        int repeated = lastPrinted;
        if (repeated == 0) {
            return;
        }
        int perLine = Math.max(1, size.columns() / CharacterWidth.of(repeated));
        long most = (long) perLine * size.rows();
        long times = count <= most ? count : most + (count - most) % perLine;
        for (long i = 0; i < times; i++) {
            put(repeated);
        }
    }

    /** Note that something else than a character follows, so that there is none to repeat. */
    void forgetPrinted() {
        lastPrinted = 0;
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
            page.scrollUp(top, bottom, 1, blank());
            cursor.wrapPending = false;
        } else {
            moveBy(1, 0);
        }
    }

    /** Move up one line; at the start of the scroll region, scroll instead. */
    void reverseIndex() {
        if (cursor.row == top) {
            page.scrollDown(top, bottom, 1, blank());
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
        line().erase(firstErased(how), endErased(how), blank());
        cursor.wrapPending = false;
    }

    private int firstErased(int how) {
        return how == 0 ? cursor.column : 0;
    }

    private int endErased(int how) {
        return how == 1 ? cursor.column + 1 : size.columns();
    }

    void eraseInPage(int how) {
        if (how != 2) {
            eraseInLine(how);
        }
        page.clear(firstErasedLine(how), endErasedLine(how), blank());
        cursor.wrapPending = false;
    }

    /** {@return the first line to erase, without that of the cursor if only a part of it is erased} */
    private int firstErasedLine(int how) {
        return how == 0 ? cursor.row + 1 : 0;
    }

    private int endErasedLine(int how) {
        return how == 1 ? cursor.row : size.rows();
    }

    void eraseUnprotectedInLine(int how) {
        line().eraseUnprotected(firstErased(how), endErased(how), blank());
        cursor.wrapPending = false;
    }

    void eraseUnprotectedInPage(int how) {
        if (how != 2) {
            eraseUnprotectedInLine(how);
        }
        for (int row = firstErasedLine(how); row < endErasedLine(how); row++) {
            page.line(row).eraseUnprotected(0, size.columns(), blank());
        }
        cursor.wrapPending = false;
    }

    void eraseCharacters(int count) {
        line().erase(cursor.column, Math.min(cursor.column + count, size.columns()), blank());
        cursor.wrapPending = false;
    }

    void insertCharacters(int count) {
        insert(cursor.row, cursor.column, count);
        cursor.wrapPending = false;
    }

    private void insert(int row, int column, int count) {
        page.line(row).insert(column, Math.min(count, size.columns() - column), size.columns(), blank());
    }

    void deleteCharacters(int count) {
        line().delete(cursor.column, count, size.columns(), blank());
        cursor.wrapPending = false;
    }

    void insertColumns(int count) {
        shiftRight(cursor.column, count);
    }

    void deleteColumns(int count) {
        shiftLeft(cursor.column, count);
    }

    /** Shift all lines of the scroll region to the right, from a column on, if the cursor is in the region. */
    void shiftRight(int column, int count) {
        for (int row = top; isInRegion() && row <= bottom; row++) {
            insert(row, column, count);
        }
    }

    /** Shift all lines of the scroll region to the left, up to a column, if the cursor is in the region. */
    void shiftLeft(int column, int count) {
        for (int row = top; isInRegion() && row <= bottom; row++) {
            page.line(row).delete(column, count, size.columns(), blank());
        }
    }

    void insertLines(int count) {
        if (isInRegion()) {
            page.scrollDown(cursor.row, bottom, count, blank());
            carriageReturn();
        }
    }

    void deleteLines(int count) {
        if (isInRegion()) {
            page.scrollUp(cursor.row, bottom, count, blank());
            carriageReturn();
        }
    }

    private boolean isInRegion() {
        return cursor.row >= top && cursor.row <= bottom;
    }

    void scrollUp(int count) {
        page.scrollUp(top, bottom, count, blank());
    }

    void scrollDown(int count) {
        page.scrollDown(top, bottom, count, blank());
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
        Arrays.fill(line, (byte) 'E');
        for (int row = 0; row < size.rows(); row++) {
            page.line(row).setPlain(0, line, 0, line.length, Style.PLAIN);
        }
        cursor.originMode = false;
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
        fresh.wrapPending = cursor.wrapPending;
        cursor = fresh;
        savedOnMain = new Cursor();
        savedOnAlternate = new Cursor();
    }

    void reset() {
        softReset();
        cursor = new Cursor();
        page = main;
        main.clear(0, size.rows(), Style.PLAIN);
        main.scrollback.clear();
        alternate.clear(0, size.rows(), Style.PLAIN);
        tabs.reset(size.columns());
    }

    /**
     * Change the size. The line of the cursor is kept: if there are too few rows, lines at the top move to the
     * scrollback, from which they return when there are more.
     */
    void resize(TerminalSize newSize) {
        int dropped = Math.max(0, cursor.row - (newSize.rows() - 1));
        int added = Math.max(0, newSize.rows() - size.rows());
        main.resize(newSize, isAlternate() ? 0 : dropped);
        alternate.resize(newSize, isAlternate() ? dropped : 0);
        size = newSize;
        resetRegion();
        tabs.reach(newSize.columns());
        cursor.row += page.restore(added) - dropped;
        cursor.column = clampColumn(cursor.column);
        cursor.originMode = false;
    }
}
