using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace PromptGen;

/// <summary>Checks of the user's own that a value carries with it.</summary>
internal static class Validation
{
    /// <summary>The keyword of what such a check finds.</summary>
    public const string Keyword = "validation";

    /// <summary>What a value finds wrong with itself.</summary>
    public static IEnumerable<ValidationResult> Check(IValidatableObject value) =>
        (value.Validate(ContextOf(value)) ?? []).Where(static result => result is not null && result != ValidationResult.Success).Take(ViolationLog.MaxViolations);

    public static string MessageOf(ValidationResult finding) =>
        string.IsNullOrWhiteSpace(finding.ErrorMessage) ? "The value does not pass its own check." : finding.ErrorMessage;

    /// <summary>A context whose name is set is never asked for the name that an attribute gives, which takes reflection.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The display name is set: nothing is reflected on.")]
    private static ValidationContext ContextOf(object value) => new(value, null, null) { DisplayName = "value" };
}
