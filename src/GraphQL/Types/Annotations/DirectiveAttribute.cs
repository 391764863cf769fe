namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// Base of attributes that apply a directive to what they stand on: a type, field, argument, input field, enum or enum
/// value. An attribute is the directive itself when it carries <see cref="DirectiveTypeAttribute"/>; else it makes an
/// instance of the class that does, which may have arguments of types that attributes cannot hold.
/// </summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public abstract class DirectiveAttribute : Attribute
{
    /// <summary>The directive with its arguments: an instance of a class with <see cref="DirectiveTypeAttribute"/>.</summary>
    public virtual object CreateDirective() => this;
}
