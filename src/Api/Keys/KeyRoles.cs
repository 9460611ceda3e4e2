using System.Collections.Immutable;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Keys;

/// <summary>As whom a system may act.</summary>
internal static class KeyRoles
{
    private static readonly ImmutableArray<Role> OfHotline = [Role.Hotline];
    private static readonly ImmutableArray<Role> OfChannels = [Role.Dispatcher];
    private static readonly ImmutableArray<Role> OfOpen311 = [Role.Dispatcher, Role.UnitClerk, Role.Hotline];

    /// <summary>The roles of which the person must have one: those that may do what the purpose's doors do.</summary>
    public static ImmutableArray<Role> Of(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.Hotline => OfHotline,
        KeyPurpose.Open311 => OfOpen311,
        _ => OfChannels,
    };
}
