package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** Goes through the rows of a query. Numbers that no run could have are refused, whatever wrote them. */
final class ReadRows implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet rows;

    ReadRows(Connection connection, String sql, Object... values) throws SQLException {
        statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        rows = statement.executeQuery();
    }

    boolean next() throws SQLException {
        return rows.next();
    }

    long number(int column) throws SQLException {
        return rows.getLong(column);
    }

    /** A number with a fraction, which is neither infinite nor larger than any that a run has. */
    double fraction(int column) throws SQLException {
        double value = rows.getDouble(column);
        if (!(Math.abs(value) <= MOST_FRACTION)) {
            throw new DamagedException("'" + rows.getMetaData().getColumnName(column) + "' is " + value);
        }
        return value;
    }

    /** A number that may be absent. */
    long number(int column, long absent) throws SQLException {
        long value = rows.getLong(column);
        return value == 0 && rows.wasNull() ? absent : value;
    }

    @Nullable
    Long numberIfAny(int column) throws SQLException {
        long value = rows.getLong(column);
        return value == 0 && rows.wasNull() ? null : value;
    }

    /** Of how many, which is never negative. */
    long count(int column) throws SQLException {
        long value = rows.getLong(column);
        if (value < 0) {
            throw absurd(column, value);
        }
        return value;
    }

    int small(int column) throws SQLException {
        return small(column, Integer.MAX_VALUE);
    }

    int small(int column, int most) throws SQLException {
        long value = rows.getLong(column);
        if (value < 0 || value > most) {
            throw absurd(column, value);
        }
        return (int) value;
    }

    /** A time in a run: less than a hundred years away, so that sums and differences are times too. */
    long time(int column) throws SQLException {
        return checkedTime(column, rows.getLong(column));
    }

    long time(int column, long absent) throws SQLException {
        long value = rows.getLong(column);
        return value == 0 && rows.wasNull() ? absent : checkedTime(column, value);
    }

    private long checkedTime(int column, long value) throws SQLException {
        if (value > MOST_NANOS || value < -MOST_NANOS) {
            throw absurd(column, value);
        }
        return value;
    }

    private static final double MOST_FRACTION = 1e18;
    private static final long MOST_NANOS = 100L * 366 * 86_400 * 1_000_000_000;

    @Nullable
    String textIfAny(int column) throws SQLException {
        return rows.getString(column);
    }

    String text(int column) throws SQLException {
        String value = rows.getString(column);
        if (value == null) {
            throw new DamagedException("'" + rows.getMetaData().getColumnName(column) + "' is missing");
        }
        return value;
    }

    <E extends Enum<E>> E name(int column, Class<E> type) throws SQLException {
        String value = text(column);
        try {
            return Enum.valueOf(type, value);
        } catch (IllegalArgumentException unknown) {
            throw new DamagedException("'" + rows.getMetaData().getColumnName(column) + "' is unknown");
        }
    }

    private DamagedException absurd(int column, long value) throws SQLException {
        return new DamagedException("'" + rows.getMetaData().getColumnName(column) + "' is " + value);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }
}
