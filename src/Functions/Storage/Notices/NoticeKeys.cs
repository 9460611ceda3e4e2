using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>How notices, and the ways to them, are keyed.</summary>
/// <remarks>An id names partition and row: what it is about, and the hash of the notice's key before it. One read finds the row.</remarks>
internal static class NoticeKeys
{
    /// <summary>Every notice of the county.</summary>
    public const string All = "all";

    /// <summary>Warnings, due times and rungs.</summary>
    public const string Marks = "marks";

    /// <summary>Rungs that nobody has acknowledged.</summary>
    public const string Open = "open";

    /// <summary>What row keys of notices begin with, beside the acknowledgements of the same partition.</summary>
    public const string Row = "n|";

    private const int HashBytes = 12;
    private const int HashLength = 16;
    private const int LongestId = 130;

    public static string PartitionOf(string subject) => "n|" + TableKeys.Safe(subject);

    public static string OfPerson(string person) => "p|" + TableKeys.Safe(person);

    public static string OpenOf(string person) => "o|" + TableKeys.Safe(person);

    public static string OfPost(string post) => "post|" + TableKeys.Safe(post);

    /// <summary>96 bits of SHA-256, as 16 characters that stand in keys and addresses.</summary>
    public static string HashOf(string key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, HashBytes));

    /// <summary>The row that says a rung is seen: of a case by anybody, of another subject by this person.</summary>
    public static string SeenOf(Notice notice) =>
        $"ack|{TableKeys.Safe(notice.Clock ?? "")}|{notice.Cycle}|{notice.Rung}|{(notice.About is null ? "" : TableKeys.Safe(notice.PersonId))}";

    /// <summary>Where a notice stands in lists, newest first.</summary>
    public static string PlaceOf(long order, string hash) => $"{TableKeys.Descending(order)}|{hash}";

    public static string IdOf(string subject, string hash) => IsPlain(subject) ? hash + subject : $"{hash}~{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(subject))}";

    /// <summary>What an id is about, and the hash; null for what is no id.</summary>
    public static (string Subject, string Hash)? TryRead(string id)
    {
        if (id.Length is <= HashLength or > LongestId || !IsPlain(id.AsSpan(0, HashLength))) return null;
        var (hash, rest) = (id[..HashLength], id[HashLength..]);
        if (IsPlain(rest)) return (rest, hash);
        return rest[0] == '~' && Base64Url.IsValid(rest.AsSpan(1)) ? (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(rest.AsSpan(1))), hash) : null;
    }

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_')) return false;
        return true;
    }
}
