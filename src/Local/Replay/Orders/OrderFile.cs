using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using GridCase.Local.Counties;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Replay.Orders;

/// <summary>A CSV file of real orders, read row by row by a mapping. Kept in memory are only the numbers already seen.</summary>
public sealed class OrderFile
{
    private const int LongestRecord = 1 << 20;
    private const int LongestId = 128;

    private readonly string path;
    private readonly int? limit;

    private OrderFile(string path, OrderMap map, int? limit)
    {
        this.path = path;
        this.limit = limit;
        Map = map;
    }

    public OrderMap Map { get; }

    public string Name => Path.GetFileName(path);

    /// <summary>Opens a file: finds the built-in mapping that fits when none is given, and checks that every column is there.</summary>
    /// <param name="limit">Reads so many rows at most.</param>
    /// <exception cref="OrderFileException">The file cannot be read, is empty or no CSV, or lacks a column.</exception>
    public static OrderFile Open(string path, OrderMap? map = null, int? limit = null)
    {
        var headers = Guard(path, () =>
        {
            using var reader = Reader(path, map);
            return reader.Headers.ToList();
        });
        if (headers.Count == 0) throw new OrderFileException($"{path} is empty: there is no line with the names of the columns.");
        if (headers.Any(header => header.Any(char.IsControl))) throw new OrderFileException($"{path} is not a CSV file: its first line is no list of column names.");
        map ??= OrderMapFile.BuiltIn.FirstOrDefault(candidate => candidate.Columns.All(headers.Contains))
            ?? throw new OrderFileException($"{path} fits none of the built-in mappings ({string.Join(", ", OrderMapFile.BuiltIn.Select(known => known.Name))}). Write one and name it with --map.");
        var missing = map.Columns.Except(headers).ToList();
        return missing.Count == 0
            ? new(path, map, limit)
            : throw new OrderFileException($"{path} has no column {string.Join(", ", missing)}, which the mapping {map.Name} reads. Its columns are {string.Join(", ", headers)}.");
    }

    /// <summary>The orders in the file's order. A number seen before is told to <paramref name="repeated"/> and left out.</summary>
    /// <exception cref="OrderFileException">A row cannot be read; the message names the line.</exception>
    public IEnumerable<FileOrder> Orders(Action<string, long>? repeated = null)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = 0;
        using var reader = Guard(path, () => Reader(path, Map));
        while (rows < (limit ?? int.MaxValue) && Guard(path, reader.Read))
        {
            rows++;
            var order = Order(reader);
            if (seen.Add(order.Id)) yield return order;
            else repeated?.Invoke(order.Id, order.Line);
        }
    }

    private FileOrder Order(CsvReader row)
    {
        var id = Said(row, Map.Id);
        if (id.Length is 0 or > LongestId) throw At(row, $"{Map.Id} is '{id}': an order needs a number of 1 to {LongestId} characters.");
        var time = row.GetString(Map.ReceivedAt.Column).Trim();
        if (!DateTime.TryParseExact(time, Map.ReceivedAt.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            throw At(row, $"{Map.ReceivedAt.Column} is '{time}', no time of the form {Map.ReceivedAt.Format}.");
        var channel = Map.Channel is { } channels ? row.GetString(channels.Column).Trim() : null;
        var kind = Map.Kind is { } kinds ? row.GetString(kinds.Column).Trim() : null;
        return new(
            row.LineNumber,
            id,
            new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), ChinaTime.Offset).AddDays(7 * Map.ShiftWeeks),
            channel is null ? Channel.Hotline : Map.Channel!.Read(channel).To,
            kind is null ? CaseKind.Help : Map.Kind!.Read(kind).To,
            Levels(row),
            Map.Place is { } place ? new(row.GetString(place.Street), row.GetString(place.Community)) : new("", ""),
            new(row.GetString(Map.Unit.Name), Map.Unit.Code is { } code ? row.GetString(code) : null),
            Holds(row, Map.InTime) ? true : Holds(row, Map.Late) ? false : null,
            Convert.ToHexStringLower(SHA256.HashData(row.RawRecord)),
            channel,
            kind);
    }

    private ImmutableArray<OrderFileCategory> Levels(CsvReader row)
    {
        var levels = ImmutableArray.CreateBuilder<OrderFileCategory>();
        foreach (var level in Map.Categories)
        {
            var code = Said(row, level.Code).ToLowerInvariant();
            if (code.Length == 0) break;
            var above = levels.Count == 0 ? null : levels[^1].Code;
            levels.Add(new(above is null ? code : $"{above}.{code}", row.GetString(level.Name).Trim(), above));
        }

        return levels.ToImmutable();
    }

    private static bool Holds(CsvReader row, MappedFlag? flag) => flag is not null && row.GetString(flag.Column).Trim() == flag.Value;

    private static string Said(CsvReader row, string column) => OrderFileAreas.Said(row.GetString(column));

    private static CsvReader Reader(string path, OrderMap? map) => CsvReader.FromFile(
        path,
        new CsvReaderOptions
        {
            Encoding = map is null ? null : OrderMapFile.EncodingOf(map),
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = LongestRecord,
            TrackLineNumbers = true,
        },
        FileOptions.SequentialScan);

    private OrderFileException At(CsvReader row, string fault) => new($"{path} line {row.LineNumber}: {fault}");

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new OrderFileException($"{path} line {error.LineNumber}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OrderFileException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
