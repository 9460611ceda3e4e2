using GridCase.Workflows.Intake;

namespace GridCase.Workflows.Care;

/// <summary>What is personal about an entry. Identity is revealed field by field with a reason; the masked forms and remarks are for who visits within scope.</summary>
public static class CareFields
{
    public const string Name = "care-name";
    public const string Address = "care-address";
    public const string Phone = "care-phone";
    public const string NameMasked = "care-name-masked";
    public const string AddressMasked = "care-address-masked";
    public const string PhoneMasked = "care-phone-masked";

    /// <summary>What the visitor noted.</summary>
    public const string Remark = "remark";

    public static bool IsIdentity(string field) => field is Name or Address or Phone;

    /// <summary>Each value with what is shown of it, made once when it is written.</summary>
    public static IEnumerable<CareText> Of(CareIdentity identity)
    {
        if (identity.Name is { } name) { yield return new(Name, name); yield return new(NameMasked, MaskedIdentity.OfName(name)!); }
        if (identity.Address is { } address) { yield return new(Address, address); yield return new(AddressMasked, Masked(address)); }
        if (identity.Phone is { } phone) { yield return new(Phone, phone); yield return new(PhoneMasked, MaskedIdentity.OfPhone(phone)!); }
    }

    /// <summary>To the building and no further: 光明路12号**. Where no building is named, half of it. domain.md §3.7.</summary>
    public static string Masked(string address)
    {
        var text = address.Trim();
        var end = text.IndexOfAny(['号', '栋', '幢', '座']);
        return (end > 0 ? text[..(end + 1)] : Half(text)) + "**";
    }

    /// <summary>A character outside the basic plane is two code units; half of one is none.</summary>
    private static string Half(string text)
    {
        var half = text.Length / 2;
        return half > 0 && char.IsHighSurrogate(text[half - 1]) ? text[..(half - 1)] : text[..half];
    }
}

/// <summary>Who somebody is; null leaves what stood there.</summary>
public sealed record CareIdentity(string? Name, string? Address, string? Phone);

/// <summary>One text of an entry, encrypted where it is kept.</summary>
public sealed record CareText(string Field, string Value);

/// <summary>A text with the deed it belongs to.</summary>
public sealed record KeptCareText(string CareId, int Deed, string Field, string Value);

/// <summary>One look at a personal value of an entry.</summary>
public sealed record CareLook(string CareId, string Field, string PersonId, string Reason, DateTimeOffset At);
