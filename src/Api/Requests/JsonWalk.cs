using System.Text;
using System.Text.Json;
using GridCase.Api.Problems;

namespace GridCase.Api.Requests;

/// <summary>Looks over a body before anything is made of it: UTF-8, one JSON object, no property twice, not too deep.</summary>
internal static class JsonWalk
{
    private static readonly UTF8Encoding Strict = new(false, true);

    public static void Check(ReadOnlySpan<byte> utf8)
    {
        CheckText(utf8);
        try
        {
            Walk(utf8);
        }
        catch (JsonException error)
        {
            throw ProblemException.Malformed("malformed-json", $"The body is not well-formed JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say that an escape is half a character.
            throw MalformedText();
        }
    }

    private static void CheckText(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Strict.GetCharCount(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw MalformedText();
        }
    }

    private static void Walk(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
        var open = new Stack<HashSet<string>?>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (open.Count == 0 && reader.TokenType != JsonTokenType.StartObject) throw NoObject();
                    if (open.Count == ApiJson.MaxDepth) throw ProblemException.Malformed("too-deep", $"The body is nested deeper than {ApiJson.MaxDepth} levels.");
                    open.Push(reader.TokenType == JsonTokenType.StartObject ? new(StringComparer.Ordinal) : null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var name = reader.GetString()!;
                    if (!open.Peek()!.Add(name)) throw ProblemException.Malformed("duplicate-property", "A property stands twice in the body.", Shown(name));
                    break;
                default:
                    if (open.Count == 0) throw NoObject();
                    if (reader.TokenType == JsonTokenType.String) reader.GetString();
                    break;
            }
        }
    }

    /// <summary>A name from outside is shown only as far as it is a plain one.</summary>
    internal static string? Shown(string name) => name.Length <= 40 && name.All(char.IsAsciiLetterOrDigit) ? name : null;

    private static ProblemException NoObject() => ProblemException.Malformed("malformed-json", "The body is to be one JSON object.");

    private static ProblemException MalformedText() => ProblemException.Malformed("malformed-text", "The body is not well-formed UTF-8 text.");
}
