using System.ComponentModel.DataAnnotations;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Accounts;

/// <summary>People who are to be able to sign in.</summary>
public sealed record AccountsDocument
{
    /// <summary>1 to 50 at a time: hashing passwords is slow on purpose.</summary>
    [Required, MinLength(1), MaxLength(50)]
    public IReadOnlyList<AccountDocument>? Accounts { get; init; }
}

/// <summary>A person who is to be able to sign in.</summary>
public sealed record AccountDocument
{
    /// <summary>What is typed at sign-in: 3 to 64 small letters, digits, dots, underscores, hyphens and @, the first a letter or digit. Where a platform signs people in, their sign-in name there.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9._@-]{2,63}$", ErrorMessage = "3 to 64 small letters, digits, dots, underscores, hyphens and @, the first a letter or digit.")]
    public string? User { get; init; }

    /// <summary>Somebody of the directory who has no account yet.</summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string? PersonId { get; init; }
}

/// <summary>A password that a person chooses.</summary>
public sealed record PasswordDocument
{
    [Required, StringLength(256, MinimumLength = 1)]
    public string? Old { get; init; }

    /// <summary>12 to 256 characters; longer is better than odder.</summary>
    [Required, StringLength(256, MinimumLength = 12)]
    public string? New { get; init; }
}

/// <summary>An account as it may be shown: never its password.</summary>
/// <param name="Roles">As the directory gives them now; empty for somebody who is no longer there, and who cannot sign in.</param>
/// <param name="PasswordDrawn">True until the person has chosen a password of their own.</param>
public sealed record AccountLine(string User, string PersonId, string? Name, IReadOnlyList<Role> Roles, string? Unit, bool Disabled, bool PasswordDrawn);

/// <summary>A drawn password, shown this once.</summary>
public sealed record DrawnPassword(string User, string PersonId, string? Name, string Password);

/// <summary>Accounts that were made, each with its password.</summary>
public sealed record DrawnPasswords(IReadOnlyList<DrawnPassword> Accounts);

/// <summary>What somebody did to an account.</summary>
public sealed record AccountDeedLine(int Number, DateTimeOffset At, string By, string? Name, string User, AccountDeedKind What);
