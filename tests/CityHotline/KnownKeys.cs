using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GridCase.StandIns;

/// <summary>Checks who signed an event: HMAC-SHA256 over time stamp, method, path with query and the body's SHA-256, a line feed between each, in hex.</summary>
/// <param name="anyClock">Lets any time stamp pass, for counties whose clock is moved by hand.</param>
internal sealed class KnownKeys(Dictionary<string, string> first, bool anyClock)
{
    private const int Tolerance = 300;

    private readonly ConcurrentDictionary<string, string> secrets = new(first);

    public void Learn(Dictionary<string, string> more)
    {
        foreach (var (id, secret) in more) secrets[id] = secret;
    }

    public bool Signed(HttpRequest request, byte[] body)
    {
        var key = request.Headers["X-GridCase-Key"].ToString();
        var stamp = request.Headers["X-GridCase-Timestamp"].ToString();
        if (!secrets.TryGetValue(key, out var secret) || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (!anyClock && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > Tolerance) return false;
        var text = string.Join('\n', stamp, request.Method, request.Path + request.QueryString.ToString(), Convert.ToHexString(SHA256.HashData(body)).ToLowerInvariant());
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var expected = hmac.ComputeHash(Encoding.UTF8.GetBytes(text));
        var given = request.Headers["X-GridCase-Signature"].ToString();
        return given.Length == 2 * expected.Length && given.All(char.IsAsciiHexDigit) && CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(given));
    }
}
