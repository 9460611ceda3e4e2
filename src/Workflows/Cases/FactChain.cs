using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GridCase.Workflows.Cases;

/// <summary>Writes, reads and checks the hash chain of a case's facts (design §9).</summary>
public static class FactChain
{
    /// <summary>The hash before the first fact.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Serialises and hashes one fact behind the hash of the one before it.</summary>
    public static RecordedFact Seal(FactBody body, string previousHash)
    {
        var json = JsonSerializer.Serialize(body, CaseJson.Default.FactBody);
        return new(body, json, HashOf(previousHash, json));
    }

    /// <summary>Reads a stored fact without checking its hash.</summary>
    /// <exception cref="JsonException">The text is no fact.</exception>
    public static RecordedFact Read(string json, string hash)
    {
        var body = JsonSerializer.Deserialize(json, CaseJson.Default.FactBody) ?? throw new JsonException("An empty fact.");
        return new(body, json, hash);
    }

    /// <summary>Reads only what a stored fact says, for those who look at many.</summary>
    /// <exception cref="JsonException">The text is no fact.</exception>
    public static FactBody ReadBody(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, CaseJson.Default.FactBody) ?? throw new JsonException("An empty fact.");

    /// <summary>The number of the first fact whose number or hash is wrong, or null when the chain holds.</summary>
    public static int? FirstBreak(IEnumerable<RecordedFact> facts)
    {
        var previous = Genesis;
        var number = 0;
        foreach (var fact in facts)
        {
            number++;
            if (fact.Number != number || fact.Hash != HashOf(previous, fact.Json)) return number;
            previous = fact.Hash;
        }

        return null;
    }

    private static string HashOf(string previousHash, string json)
    {
        var size = Encoding.UTF8.GetMaxByteCount(previousHash.Length + 1 + json.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var length = Encoding.UTF8.GetBytes(previousHash, buffer);
            buffer[length++] = (byte)'\n';
            length += Encoding.UTF8.GetBytes(json, buffer.AsSpan(length));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, length), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
