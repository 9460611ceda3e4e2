using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GridCase.Workflows.Deadlines;

/// <summary>How members of a list are written in files and on screens: <c>unit-finish</c>, <c>hotline</c>; grades stay <c>L1</c> to <c>L4</c>.</summary>
public static class Words
{
    /// <summary>The word for a member.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => Table<T>.ByMember[member];

    /// <summary>The member for a word, exactly as written.</summary>
    public static bool TryRead<T>([NotNullWhen(true)] string? word, out T member)
        where T : struct, Enum
    {
        member = default;
        return word is not null && Table<T>.ByWord.TryGetValue(word, out member);
    }

    /// <summary>Every word, for a message.</summary>
    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Table<T>.ByWord.Keys);

    private static class Table<T>
        where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> ByMember = Enum.GetValues<T>().ToDictionary(member => member, Write);
        internal static readonly Dictionary<string, T> ByWord = ByMember.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string Write(T member)
        {
            var name = member.ToString();
            return name.Length == 2 && char.IsDigit(name[1]) ? name : JsonNamingPolicy.KebabCaseLower.ConvertName(name);
        }
    }
}
