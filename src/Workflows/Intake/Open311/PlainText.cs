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
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) plain.Append(character).Append(text[++i]);
            else if (char.IsSurrogate(character) || IsNobodysWord(character)) continue;
            else if (character == '<' && i + 1 < text.Length && OpensMarkup(text[i + 1])) plain.Append('＜');
            else plain.Append(character);
        }

        return plain.ToString();
    }

    private static bool OpensMarkup(char next) => char.IsLetter(next) || next is '/' or '!' or '?' or '%';

    /// <summary>Control characters but tab and line ends, and what Unicode calls no character.</summary>
    private static bool IsNobodysWord(char character) => (char.IsControl(character) && character is not ('\t' or '\n' or '\r')) || character is '\uFFFE' or '\uFFFF';
}
