using System.Text;
using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Tables;

/// <summary>A row with a body of up to 660 KB, for tables that nobody filters by anything but keys. A table that is filtered has a row type of its own.</summary>
/// <remarks>A binary column holds 64 KiB and an entity 1 MiB, by some counts as it is sent, four bytes for three; hence the body lies in pieces and is no longer.</remarks>
public class Row : ITableEntity
{
    /// <summary>The longest body in bytes.</summary>
    public const int LongestBody = Pieces * PieceLength;

    private const int Pieces = 11;
    private const int PieceLength = 61_440;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>A version, a count, or a state; whatever the table says.</summary>
    public long? Number { get; set; }

    /// <summary>An instant in UTC ticks.</summary>
    public long? At { get; set; }

    /// <summary>A word to look at without reading the body; at most 32,000 characters.</summary>
    public string? Word { get; set; }

    public byte[]? B0 { get; set; }

    public byte[]? B1 { get; set; }

    public byte[]? B2 { get; set; }

    public byte[]? B3 { get; set; }

    public byte[]? B4 { get; set; }

    public byte[]? B5 { get; set; }

    public byte[]? B6 { get; set; }

    public byte[]? B7 { get; set; }

    public byte[]? B8 { get; set; }

    public byte[]? B9 { get; set; }

    public byte[]? B10 { get; set; }

    /// <summary>A new row.</summary>
    public static Row Of(string partition, string key) => new() { PartitionKey = partition, RowKey = key };

    /// <summary>The row with this body.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="LongestBody"/>.</exception>
    public Row With(ReadOnlySpan<byte> body)
    {
        if (body.Length > LongestBody) throw new ArgumentException($"A body of {body.Length} bytes does not fit into a row.", nameof(body));
        for (var piece = 0; piece < Pieces; piece++)
        {
            var from = piece * PieceLength;
            Set(piece, from < body.Length ? body[from..Math.Min(body.Length, from + PieceLength)].ToArray() : null);
        }

        return this;
    }

    /// <summary>The row with this text as its body.</summary>
    public Row With(string text) => With(Encoding.UTF8.GetBytes(text));

    /// <summary>The body; empty where none was written.</summary>
    public byte[] ReadBody()
    {
        if (B0 is null) return [];
        if (B1 is null) return B0;
        var body = new MemoryStream();
        for (var piece = 0; piece < Pieces && Get(piece) is { } bytes; piece++) body.Write(bytes);
        return body.ToArray();
    }

    /// <summary>The body as text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadBody());

    private byte[]? Get(int piece) => piece switch
    {
        0 => B0,
        1 => B1,
        2 => B2,
        3 => B3,
        4 => B4,
        5 => B5,
        6 => B6,
        7 => B7,
        8 => B8,
        9 => B9,
        _ => B10,
    };

    private void Set(int piece, byte[]? bytes) => _ = piece switch
    {
        0 => B0 = bytes,
        1 => B1 = bytes,
        2 => B2 = bytes,
        3 => B3 = bytes,
        4 => B4 = bytes,
        5 => B5 = bytes,
        6 => B6 = bytes,
        7 => B7 = bytes,
        8 => B8 = bytes,
        9 => B9 = bytes,
        _ => B10 = bytes,
    };
}
