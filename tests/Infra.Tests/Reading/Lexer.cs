using System.Text;

namespace GridCase.Infra.Tests.Reading;

/// <summary>Cuts the text of a template into tokens.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Signs = ["=>", "==", "!=", "<=", ">=", "&&", "||", "??", ".?", "[?", "{", "}", "[", "]", "(", ")", ",", ":", "=", "?", ".", "@", "+", "-", "*", "/", "%", "!", "<", ">"];

    private int at;
    private int line = 1;
    private bool first = true;

    /// <summary>All tokens, the last of which is the end.</summary>
    /// <exception cref="UnreadableTemplateException">A string or comment is not closed, or a character has no meaning.</exception>
    public static IReadOnlyList<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = lexer.Until(closing: false);
        return [.. tokens, new(TokenKind.End, "", lexer.line, true, [])];
    }

    private List<Token> Until(bool closing)
    {
        var tokens = new List<Token>();
        var depth = 0;
        while (true)
        {
            SkipBlanks();
            if (at == text.Length) return closing ? throw Unreadable("an interpolation is not closed") : tokens;
            if (closing && depth == 0 && text[at] == '}')
            {
                at++;
                return tokens;
            }

            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            tokens.Add(Next());
            first = false;
        }
    }

    private Token Next()
    {
        var character = text[at];
        if (character == '\'') return String();
        if (char.IsAsciiLetter(character) || character == '_') return new(TokenKind.Word, While(c => char.IsAsciiLetterOrDigit(c) || c == '_'), line, first, []);
        if (char.IsAsciiDigit(character)) return new(TokenKind.Number, While(char.IsAsciiDigit), line, first, []);
        var sign = Signs.FirstOrDefault(Follows) ?? throw Unreadable($"the character {character} has no meaning here");
        at += sign.Length;
        return new(TokenKind.Sign, sign, line, first, []);
    }

    private Token String()
    {
        var (start, startsLine) = (line, first);
        if (Follows("'''")) return Verbatim(start, startsLine);
        at++;
        var value = new StringBuilder();
        var inner = new List<IReadOnlyList<Token>>();
        while (true)
        {
            if (at == text.Length || text[at] == '\n') throw new UnreadableTemplateException(start, "a string is not closed");
            if (text[at] == '\'') break;
            if (Follows("${"))
            {
                at += 2;
                inner.Add([.. Until(closing: true), new(TokenKind.End, "", line, true, [])]);
                value.Append("${}");
            }
            else if (text[at] == '\\') value.Append(Escaped());
            else value.Append(text[at++]);
        }

        at++;
        return new(TokenKind.Text, value.ToString(), start, startsLine, inner);
    }

    private Token Verbatim(int start, bool startsLine)
    {
        var end = text.IndexOf("'''", at + 3, StringComparison.Ordinal);
        if (end < 0) throw new UnreadableTemplateException(start, "a string is not closed");
        var value = text[(at + 3)..end];
        line += value.Count(character => character == '\n');
        at = end + 3;
        return new(TokenKind.Text, value, start, startsLine, []);
    }

    private char Escaped()
    {
        at += 2;
        return at > text.Length ? throw Unreadable("a string is not closed") : text[at - 1] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' or '\'' or '$' => text[at - 1],
            _ => throw Unreadable($"\\{text[at - 1]} is not an escape"),
        };
    }

    private void SkipBlanks()
    {
        while (at < text.Length)
        {
            if (text[at] == '\n')
            {
                line++;
                first = true;
                at++;
            }
            else if (char.IsWhiteSpace(text[at])) at++;
            else if (Follows("//")) While(c => c != '\n');
            else if (Follows("/*"))
            {
                var end = text.IndexOf("*/", at, StringComparison.Ordinal);
                if (end < 0) throw Unreadable("a comment is not closed");
                line += text[at..end].Count(character => character == '\n');
                at = end + 2;
            }
            else return;
        }
    }

    private string While(Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at])) at++;
        return text[start..at];
    }

    private bool Follows(string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0;

    private UnreadableTemplateException Unreadable(string message) => new(line, message);
}
