using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace PromptGen;

/// <summary>Says of the options of one name what is wrong with them, and where that is written down.</summary>
internal sealed class PromptGenOptionsValidator(string optionsName) : IValidateOptions<PromptGenOptions>
{
    public string OptionsName { get; } = optionsName;

    /// <summary>The path of the configuration section that the options come from, empty for the whole configuration; null where code sets them.</summary>
    public string? Section { get; set; }

    public ValidateOptionsResult Validate(string? name, PromptGenOptions options)
    {
        if (name != OptionsName)
            return ValidateOptionsResult.Skip;
        var failures = options.Validate(MakeContext()).Select(result => Place(result.MemberNames.First(), result.ErrorMessage!)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>A context that the options do not look at. One whose name is set is never asked for the name that an attribute gives, which takes reflection.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The display name is set: nothing is reflected on.")]
    private static ValidationContext MakeContext() => new(new object(), null, null) { DisplayName = nameof(PromptGenOptions) };

    /// <summary>A message with the whole of the key in place of the member's name, with which it begins.</summary>
    private string Place(string member, string message) => Section switch
    {
        null when OptionsName.Length == 0 => $"{nameof(PromptGenOptions)}.{message}",
        null => $"{nameof(PromptGenOptions)} '{OptionsName}': {message}",
        var section => (section.Length == 0 ? "" : section + ":") + member.Replace('.', ':') + message[member.Length..],
    };
}
