using System.Text;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>
/// Makes plain text of what a stranger wrote. What no XML can hold goes; a bracket that opens markup is written as the wide ＜, so that a person
/// reads the same and no program runs it. 水深&lt;30cm stays as it is.
/// </summary>
public static class PlainText
{
    public static string Of(string text)
    {
        // What goes has to be gone before brackets are judged by what follows them.
        var plain = Kept(text);
        for (var i = 0; i + 1 < plain.Length; i++)
            if (plain[i] == '<' && OpensMarkup(plain[i + 1])) plain[i] = '＜';
        return plain.ToString();
    }

    private static StringBuilder Kept(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) kept.Append(character).Append(text[++i]);
            else if (!char.IsSurrogate(character) && !IsNobodysWord(character)) kept.Append(character);
        }

        return kept;
    }

    private static bool OpensMarkup(char next) => char.IsLetter(next) || next is '/' or '!' or '?' or '%';

    /// <summary>Control characters but tab and line ends, and what Unicode calls no character.</summary>
    private static bool IsNobodysWord(char character) => (char.IsControl(character) && character is not ('\t' or '\n' or '\r')) || character is '\uFFFE' or '\uFFFF';
}
