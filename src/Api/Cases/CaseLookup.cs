using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Cases;

/// <summary>Finds the case that an address names, by id or code, if the caller may see it.</summary>
internal static class CaseLookup
{
    private const int LongestName = 40;

    /// <exception cref="ProblemException">404 for a case that there is not, and for one out of scope.</exception>
    public static async Task<CaseFile> Visible(this ICaseStore cases, string name, Caller caller, CancellationToken cancellation)
    {
        var file = await cases.Find(await cases.IdOf(name, cancellation), cancellation);
        return file is not null && caller.Sight.Covers(file) ? file : throw ProblemException.NoSuchCase();
    }

    /// <summary>The id behind an id or a code.</summary>
    public static async Task<string> IdOf(this ICaseStore cases, string name, CancellationToken cancellation)
    {
        if (name.Length > LongestName) throw ProblemException.NoSuchCase();
        if (IsId(name)) return name;
        return CaseIds.IsWellFormed(name.ToUpperInvariant()) && await cases.FindByCode(name, cancellation) is { } id ? id : throw ProblemException.NoSuchCase();
    }

    private static bool IsId(string name) => name.Length == 32 && name.All(char.IsAsciiHexDigitLower);
}
