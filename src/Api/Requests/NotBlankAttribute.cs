using System.ComponentModel.DataAnnotations;

namespace GridCase.Api.Requests;

/// <summary>A text that may be left out, but not be sent with nothing in it that one could read.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotBlankAttribute : ValidationAttribute
{
    public NotBlankAttribute() => ErrorMessage = "more than blanks.";

    public override bool IsValid(object? value) => value is not string text || !string.IsNullOrWhiteSpace(text);
}
