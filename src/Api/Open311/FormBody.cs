using System.Text;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Intake.Open311;
using Microsoft.Net.Http.Headers;

namespace GridCase.Api.Open311;

/// <summary>Reads a form-encoded body: bounded, UTF-8, and nothing but that. No other kind of body is taken, so nothing here is ever parsed as XML or as parts.</summary>
internal static class FormBody
{
    /// <summary>Room for 4,000 Chinese characters, each of which is sent as nine, and as many again.</summary>
    public const int Limit = 128 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";
    private const int MostPairs = 500;
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <exception cref="ProblemException">415 for another kind, 413 for more than <see cref="Limit"/>, 400 for what cannot be read.</exception>
    public static async Task<SentForm> Read(HttpContext http)
    {
        if (!IsForm(http.Request)) throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", $"Send {MediaType}; charset=utf-8.");
        return new(Pairs(await Body.ReadBytes(http, Limit)));
    }

    internal static List<KeyValuePair<string, string>> Pairs(ReadOnlySpan<byte> body)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty) continue;
            if (pairs.Count == MostPairs) throw ProblemException.Malformed("too-many-fields", $"A request has at most {MostPairs} fields.");
            var cut = pair.IndexOf((byte)'=');
            pairs.Add(new(Decoded(cut < 0 ? pair : pair[..cut]), cut < 0 ? "" : Decoded(pair[(cut + 1)..])));
        }

        return pairs;
    }

    private static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static string Decoded(ReadOnlySpan<byte> sent)
    {
        var bytes = new byte[sent.Length];
        var length = 0;
        for (var i = 0; i < sent.Length; i++)
        {
            bytes[length++] = sent[i] switch
            {
                (byte)'+' => (byte)' ',
                (byte)'%' when i + 2 < sent.Length && Digit(sent[i + 1]) is { } high && Digit(sent[i + 2]) is { } low => Skipping(ref i, (byte)((high << 4) | low)),
                (byte)'%' => throw ProblemException.Malformed("malformed-form", "A percent sign that is no escape stands in the body."),
                var other => other,
            };
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw ProblemException.Malformed("malformed-text", "The body is not well-formed UTF-8 text.");
        }
    }

    private static byte Skipping(ref int i, byte value)
    {
        i += 2;
        return value;
    }

    private static int? Digit(byte letter) => (char)letter switch
    {
        >= '0' and <= '9' => letter - '0',
        >= 'a' and <= 'f' => letter - 'a' + 10,
        >= 'A' and <= 'F' => letter - 'A' + 10,
        _ => null,
    };
}
