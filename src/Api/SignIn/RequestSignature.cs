using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GridCase.Api.SignIn;

/// <summary>How systems sign, and how GridCase signs what it sends to them (api.md, "Sign-in").</summary>
public static class RequestSignature
{
    public const string KeyHeader = "X-GridCase-Key";
    public const string TimestampHeader = "X-GridCase-Timestamp";
    public const string SignatureHeader = "X-GridCase-Signature";

    /// <summary>Hex HMAC-SHA256 over timestamp, method, path and query as sent, and the hex SHA-256 of the body, a line feed between each.</summary>
    public static string Of(string secret, string timestamp, string method, string pathAndQuery, ReadOnlySpan<byte> body)
    {
        var signed = $"{timestamp}\n{method.ToUpperInvariant()}\n{pathAndQuery}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    /// <summary>Signs a request that is about to be sent.</summary>
    public static void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, string keyId, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(KeyHeader, keyId);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, Of(secret, timestamp, request.Method.Method, request.RequestUri!.PathAndQuery, body));
    }

    /// <summary>Compares in constant time; hex digits of either case.</summary>
    internal static bool Matches(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given.ToLowerInvariant()));

    /// <summary>The time stamp as an instant; null unless it is plain unix seconds.</summary>
    internal static DateTimeOffset? InstantOf(string timestamp) =>
        timestamp.Length is >= 9 and <= 11 && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
