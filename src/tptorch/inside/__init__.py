"""What runs beside a copy, inside the jail.

Standard library, torch, numpy and safetensors only: this folder alone is mounted there,
and nothing in it knows a course, a check or an expected value.
"""
