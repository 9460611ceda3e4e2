namespace GridCase.Infra.Tests.Reading;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Word,
    Number,
    Text,
    Sign,
    End,
}

/// <summary>One word, number, string or sign of a template.</summary>
/// <param name="Text">As written; of a string, what stands between its interpolations, joined by <c>${}</c>.</param>
/// <param name="FirstOfLine">Whether it is the first of its line.</param>
/// <param name="Inner">Of a string, the tokens of each interpolation.</param>
internal sealed record Token(TokenKind Kind, string Text, int Line, bool FirstOfLine, IReadOnlyList<IReadOnlyList<Token>> Inner)
{
    public bool Is(string sign) => Kind is TokenKind.Sign or TokenKind.Word && Text == sign;
}

/// <summary>A template that cannot be read.</summary>
internal sealed class UnreadableTemplateException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
